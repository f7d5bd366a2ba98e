"""Laras: social support in rehabilitation homes, from the daily deed to the measured change.

SQLite before 3.51.3 can lose committed rows when a checkpoint races a commit (the "WAL-reset" bug), and the
library that Python was built with often is older. `pysqlite3` carries a fixed one and takes its place here, once,
before anything else imports `sqlite3`. Where it has no wheel, `laras.base.store.checks` decides whether Python's own
library is good enough.
"""

import sys

try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"
