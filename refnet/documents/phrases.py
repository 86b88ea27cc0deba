"""What people read for the words of documents."""

from django.utils.translation import gettext_lazy as _

from refnet.documents.terms import CheckState, Refusal, Ruling, Unread

CHECK_STATES = {
    CheckState.WAITING: _("Being checked"),
    CheckState.CLEAN: _("Checked: boards see it"),
    CheckState.HITS: _("Names the child: look at it"),
    CheckState.REFUSED: _("Refused: stays with your centre"),
    CheckState.UNREADABLE: _("Could not be read, so it stays with your centre"),
}
REFUSALS = {
    Refusal.EXECUTABLE: _("It is a program, whatever its name says."),
    Refusal.ACTIVE: _("It is a web page, which can run scripts. Print it to PDF and add that."),
    Refusal.MACROS: _("It holds macros. Save it without them, or as PDF, and add that."),
    Refusal.SCRIPT: _("It holds a script. Print it to PDF anew and add that."),
    Refusal.EMBEDDED: _("Other files are embedded in it. Add each as a document of its own."),
    Refusal.ARCHIVE: _("It is an archive of files. Add each as a document of its own."),
    Refusal.ENCRYPTED: _("It is protected by a password. Save it without one and add that."),
    Refusal.TOO_MANY_PAGES: _("It has more than 200 pages. Add the pages that the board needs."),
    Refusal.TOO_MANY_PIXELS: _("A page of it has more than 60 million pixels. Scan it at 300 dots an inch."),
    Refusal.BOMB: _("It unpacks to far more than a letter can hold, or takes too long to open."),
    Refusal.DAMAGED: _("It is damaged, or not what its first bytes say."),
    Refusal.IMAGING: _("It is a DICOM image, not a letter."),
    Refusal.UNKNOWN: _("It is no PDF, DOCX, text, PNG, JPEG or TIFF."),
}
UNREAD = {
    Unread.NO_READER: _("This installation cannot read scans: tesseract is not installed. Tell who runs the site."),
    Unread.ILLEGIBLE: _(
        "A page has handwriting, a photograph or a faint scan, which the machine cannot read reliably."
    ),
}
RULINGS = {
    Ruling.OPEN: _("To be decided"),
    Ruling.BLACKED_OUT: _("Blacked out"),
    Ruling.NOT_THE_CHILD: _("Not the child"),
    Ruling.SUPERSEDED: _("Found before the name was corrected"),
}
