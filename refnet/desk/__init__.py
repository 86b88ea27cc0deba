"""What waits for me: one page that gathers from every capability."""
