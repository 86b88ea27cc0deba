"""Where a stranger's file is opened: a process of its own, without the product's settings, database, keys or files.

It is given the bytes of one file and gives back pictures of its pages with the words on them, or the reason why not.
Nothing of the file itself goes further. Each `open_…` is such a process for one kind of file.
"""
