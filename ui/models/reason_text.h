// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QString>

namespace telltale::models {

/// Why a connection stayed closed, in plain words, and what to do next.
struct ReasonText {
    QString words; ///< goes on after "not decrypted: "
    QString next; ///< a whole sentence
};

[[nodiscard]] ReasonText reasonText(session::Reason reason);

/// Its name in records (CONTRACT), "none" where there is none; FilterQuery's why: takes it.
[[nodiscard]] QString reasonName(session::Reason reason);

/// Why the relay refused a server to the phone: "its certificate has expired". @p reason as the relay's
/// events say it; of one that is not known, the word itself.
[[nodiscard]] QString serverFailureText(const QString &reason);

/// How sure a label is, and where it comes from: "header", "certain"…
[[nodiscard]] QString sourceText(session::AppSource source);
[[nodiscard]] QString confidenceText(session::Confidence confidence);

} // namespace telltale::models
