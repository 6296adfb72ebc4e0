"""The entry for granian: `granian --interface wsgi helevejen.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
os.environ.setdefault("HELEVEJEN_WEB", "1")

from helevejen.config.demo_mode import refuse_a_demo_of_real_people

application = get_wsgi_application()
refuse_a_demo_of_real_people()
