// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <string_view>

/// The words of CONTRACT for the enumerations of session/values.h; empty stands for null.
namespace telltale::session {

std::string_view word(net::Transport value);
std::string_view word(Security value);
std::string_view word(Decryption value);
std::string_view word(Reason value);
std::string_view word(HostSource value);
std::string_view word(AppSource value);
std::string_view word(Confidence value);
std::string_view word(HttpVersion value);
std::string_view word(LeakKind value);
std::string_view word(LeakBasis value);
std::string_view word(IncognitoBasis value);
std::string_view word(Readable value);
/// Empty for what is not known.
std::string_view word(SentBy value);
std::string_view word(Party value);

} // namespace telltale::session
