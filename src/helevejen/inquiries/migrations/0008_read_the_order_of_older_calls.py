import re

from django.db import migrations

#: What a call about an order said first, in both languages, before the order stood on the inquiry.
WORDS = re.compile(r"(?:Ring til os om ordre nr\.|Call us about order no\.) (\d{1,18}): ")


def know_orders(apps, schema_editor):
    """Read the order from the words of the calls there are; one that names no order of its company's has none."""
    database = schema_editor.connection.alias
    inquiries = apps.get_model("inquiries", "Inquiry").objects.using(database)
    orders = apps.get_model("recruitment", "JobOrder").objects.using(database)
    posts = apps.get_model("inquiries", "Post").objects.using(database)
    calls = inquiries.filter(company__isnull=False, channel="portal", topic="recruitment", wants_call=True, order=None)
    for call in calls.order_by("pk").iterator():
        first = posts.filter(inquiry=call.pk, is_from_sender=True).order_by("written_at", "pk").first()
        named = WORDS.match(first.text) if first else None
        if named and orders.filter(pk=named[1], company=call.company_id).exists():
            inquiries.filter(pk=call.pk).update(order=int(named[1]))


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0007_know_the_order_of_a_call"),
    ]

    operations = [
        migrations.RunPython(know_orders, migrations.RunPython.noop),
    ]
