"""The entry for granian: `granian --interface wsgi helevejen.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
os.environ.setdefault("HELEVEJEN_WEB", "1")

from django.conf import settings
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from helevejen.config.demo_mode import refuse_a_demo_of_real_people
from helevejen.web.shared.warm import read_ahead

# Who asks is told by the proxy, for the log and for the count of tries; by nobody else.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=settings.TRUSTED_PROXIES)
refuse_a_demo_of_real_people()
read_ahead()
