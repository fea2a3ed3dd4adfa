// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The header of QCustomPlot writes Qt's keyword foreach inside templates; this program switches the
// keyword off, so it is lent to that header alone.
#pragma push_macro("foreach")
#undef foreach
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#pragma pop_macro("foreach")
