// SPDX-License-Identifier: GPL-3.0-or-later
// Any octets: the texts hidden in them and what may be a hash lie in them, and take no more than allowed. The same
// octets as a secrets file are read or refused.
#include "base/bytes.h"
#include "leak/declared_secret.h"
#include "leak/digest_runs.h"
#include "leak/normalize.h"
#include "leak/spellings.h"
#include "leak/views.h"

#include <algorithm>
#include <cstdlib>

using namespace telltale;
using namespace telltale::leak;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void checkViews(std::string_view content)
{
    constexpr std::size_t allowed = 4096;
    std::size_t budget = allowed;
    std::vector<View> views;
    findViews(content, budget, views);
    std::size_t octets = 0;
    for (const View &view : views) {
        octets += view.text.size();
        check(!view.way.empty() && view.sources.size() == view.text.size() + 1);
        check(std::is_sorted(view.sources.begin(), view.sources.end()) && view.sources.back() <= content.size());
        const Folded folded = fold(view.text, view.sources);
        const auto range = folded.offsets.source({0, folded.text.size()});
        check(range.from <= range.to && range.to <= content.size());
    }
    check(octets + budget == allowed);
}

void checkRuns(std::string_view content)
{
    std::vector<DigestRun> runs;
    findDigestRuns(content, runs);
    for (const DigestRun &run : runs)
        check(run.size >= 8 && run.size <= 64 && run.range.from < run.range.to && run.range.to <= content.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view content = base::asText({data, size});
    checkViews(content);
    checkRuns(content);
    if (const auto secrets = parseSecretLines(content, "f")) {
        for (const DeclaredSecret &secret : secrets.value()) {
            check(!secret.text.empty() && !spellingsOf(secret.kind, secret.text).empty());
            check(parseSecret(lineOf(secret), "f").ok());
        }
    }
    return 0;
}
