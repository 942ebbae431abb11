#include "formats/readers.h"
#include "formats/module.h"

MODULE_VERSION_DEFINE;

const struct foreign_reader foreign_readers[] = {
        {FORMAT_HTML, true, html_read},
        {FORMAT_DOCX, false, docx_read},
        {FORMAT_ODT, false, odt_read},
        {FORMAT_UNKNOWN, false, NULL},
};
