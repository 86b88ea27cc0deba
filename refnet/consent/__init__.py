"""What the family has agreed to: separate consents, each with its scope, signer and version, and their withdrawal.

A *scope* is one purpose that is agreed to apart from the others. The *basis* is the legal ground: consent, or
vital interests where nobody who may consent can be reached and delay endangers life.
"""
