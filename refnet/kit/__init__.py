"""The look of every page: the frame, its components and the tags that place them.

Pages are put together from these pieces and copy no markup; README.md beside this file says how each is used. The
gallery at `/kit/` shows every piece in every state with invented data, and is not there in production.
"""
