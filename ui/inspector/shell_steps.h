// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace telltale::inspector {

/// Text as one argument of a POSIX shell.
QString shellQuoted(QString text);

/// The commands that undo a decode step which takes all of its parent: common tools, and python3 only
/// where there is none. Nothing for structures, whose members are selected instead, and for steps
/// that no common tool undoes.
std::optional<QStringList> shellStep(const bridge::PayloadTree &tree, int node);

/// The commands that print a number as the tree shows it, out of the octets it stands in within the
/// structure @p step. Nothing where these octets alone do not tell.
std::optional<QStringList> shellScalar(const QString &step, const bridge::PayloadNode &value);

} // namespace telltale::inspector
