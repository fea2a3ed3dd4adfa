// SPDX-License-Identifier: GPL-3.0-or-later
// Any octets as the rules a program carries: rules or nothing, never a crash. Those of the empty text are asked for;
// its hash is in the seeds.
#include "base/bytes.h"
#include "rules/compiled_rules.h"

using namespace telltale;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const rules::CompiledRules compiled(base::asText({data, size}));
    static_cast<void>(compiled.find<rules::SearchRules>(""));
    static_cast<void>(compiled.find<rules::AppRules>(""));
    static_cast<void>(compiled.find<std::vector<rules::IdentifierRule>>(""));
    static_cast<void>(compiled.find<rules::OrganisationRules>(""));
    static_cast<void>(compiled.find<rules::IncognitoRules>(""));
    static_cast<void>(compiled.find<rules::TrackerService>(""));
    return 0;
}
