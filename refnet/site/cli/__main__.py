"""`python -m refnet.site.cli`: the command line, for where it is not installed."""

import sys

from refnet.site.cli import main

sys.exit(main())
