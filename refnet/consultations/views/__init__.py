"""The consultation's pages: read the request, make one call, show the answer."""
