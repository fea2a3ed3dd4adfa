// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/leak_sentence.h"
#include "session/values.h"

namespace telltale::bridge {

/// What a recipient can join, read aloud; empty where nothing but identifiers came together.
[[nodiscard]] Sentence profileSentence(const session::Profile &profile);

/// The same as plain text.
[[nodiscard]] QString profileText(const session::Profile &profile);

/// The account that gives a profile's identifiers a name; null for none. Points into @p profile.
[[nodiscard]] const session::Profile::Fact *profileBridge(const session::Profile &profile);

} // namespace telltale::bridge
