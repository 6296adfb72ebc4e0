"""
Settings, root addresses, the WSGI entry and the command line.

The only place where everything is joined, and the only one that reads the environment. It holds no
rule of the field and no page.
"""
