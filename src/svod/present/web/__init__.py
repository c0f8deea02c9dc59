"""`svod serve`: the desk, a web application for one machine on the same queries as the command line and the report.

`app` puts it together; `safety` is what every request passes first; `desk` holds the database; `pages_*` read, `forms`
writes decisions. Nothing here finds or judges anything.
"""
