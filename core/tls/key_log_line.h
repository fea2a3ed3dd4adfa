// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/key_store.h"

#include <string_view>

namespace telltale::tls {

/// One line of an NSS key log:
/// https://firefox-source-docs.mozilla.org/security/nss/legacy/key_log_format/index.html
struct KeyLogLine {
    enum class Kind : std::uint8_t {
        secret, ///< the other members are set
        nothing, ///< empty, a comment, or a well-formed line of a label that is of no use here
        bad,
    };
    KeyLabel label = KeyLabel::masterSecret;
    std::uint32_t generation = 0;
    base::ByteBuffer id;
    Secret secret;
};

KeyLogLine::Kind parseKeyLogLine(std::string_view line, KeyLogLine &out);

} // namespace telltale::tls
