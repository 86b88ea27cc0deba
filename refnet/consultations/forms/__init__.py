"""What people type on a consultation, turned into the arguments of one command each."""
