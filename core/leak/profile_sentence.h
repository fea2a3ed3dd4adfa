// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/sentence.h"
#include "session/values.h"

#include <vector>

namespace telltale::leak {

/// The account that gives a profile's identifiers a name: sent together with one of them, best one that
/// went with what was done in private. Null where none was sent.
const session::Profile::Fact *bridgeOf(const session::Profile &profile);

/// What a recipient can join, as one sentence: "Xiaomi can join 2 searches and 1 address, 2 of them from
/// private browsing, under distinct_id “4f0a…”. The same ID was also sent with the login_id “8812345” at
/// 14:02:10 UTC." Empty where nothing but identifiers came together.
std::vector<SentencePart> profileSentence(const session::Profile &profile);

} // namespace telltale::leak
