#include "formats/readers.h"
#include "formats/module.h"

MODULE_VERSION_DEFINE;

const struct foreign_reader foreign_readers[] = {
        {FORMAT_HTML, true, html_read, NULL, NULL},
        {FORMAT_DOCX, false, docx_read, NULL, NULL},
        {FORMAT_ODT, false, odt_read, NULL, NULL},
        {FORMAT_RTF, false, rtf_read, held_open_rtf, NULL},
        {FORMAT_MAIL, false, mail_read, held_open_mail, NULL},
        {FORMAT_EPUB, false, epub_read, NULL, NULL},
        {FORMAT_UNKNOWN, false, NULL, NULL, NULL},
};
