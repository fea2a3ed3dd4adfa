// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QIcon>
#include <QString>

namespace telltale::shell {

/// The style sheet of resources/themes/window.qss with the theme's colours filled in.
[[nodiscard]] QString styleSheet(const bridge::Theme &theme);

/// A picture of resources/icons in a colour of the theme; sharp at every scale.
[[nodiscard]] QIcon icon(const QString &name, const QColor &colour);

} // namespace telltale::shell
