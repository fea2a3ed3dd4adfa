// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a rule file: rules or an error with its place, never a crash.
#include "base/bytes.h"
#include "rules/rule_files.h"
#include "rules/tracker_rules.h"

#include <cstdlib>

using namespace telltale;

namespace {

template <typename Rules>
void check(const base::Result<Rules> &rules)
{
    if (!rules && rules.error().message.find("fuzz.toml:") != 0)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = base::asText({data, size});
    check(rules::readSearchEngineRules(text, "fuzz.toml"));
    check(rules::readAppRules(text, "fuzz.toml"));
    check(rules::readIdentifierRules(text, "fuzz.toml"));
    check(rules::readOrganisationRules(text, "fuzz.toml"));
    check(rules::readIncognitoRules(text, "fuzz.toml"));
    check(rules::readTrackerRules(text, "fuzz.toml"));
    return 0;
}
