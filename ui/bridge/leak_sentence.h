// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace telltale::bridge {

/// A leak read aloud, in parts; strong parts are what leaked and to whom.
struct SentencePart {
    QString text;
    bool strong = false;
};
using Sentence = std::vector<SentencePart>;

[[nodiscard]] Sentence leakSentence(const session::Leak &leak);

/// The same as plain text, for screen readers and copies.
[[nodiscard]] QString leakText(const session::Leak &leak);

/// The steps from the location to the value: "body", "form data_list", "percent", "base64", "gzip",
/// "JSON", "[0]", "search_word".
[[nodiscard]] QStringList leakTrail(const session::Leak &leak);

} // namespace telltale::bridge
