// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/literal_scanner.h"

#include <hs/hs.h>

#include <algorithm>

namespace telltale::leak {

namespace {

struct HsFree {
    void operator()(hs_database_t *database) const { hs_free_database(database); }
    void operator()(hs_scratch_t *scratch) const { hs_free_scratch(scratch); }
    void operator()(hs_compile_error_t *error) const { hs_free_compile_error(error); }
};

/// The library takes blocks of 32 bit sizes; longer texts are read in parts that overlap.
constexpr std::size_t longestBlock = std::size_t{1} << 30;

} // namespace

struct LiteralScanner::Compiled {
    std::unique_ptr<hs_database_t, HsFree> database;
    std::unique_ptr<hs_scratch_t, HsFree> scratch;
    std::vector<std::pair<std::uint32_t, std::size_t>> needles; // number and size, by id
    std::size_t longest = 0;
};

LiteralScanner::LiteralScanner() = default;
LiteralScanner::~LiteralScanner() = default;
LiteralScanner::LiteralScanner(LiteralScanner &&) noexcept = default;
LiteralScanner &LiteralScanner::operator=(LiteralScanner &&) noexcept = default;

bool LiteralScanner::compile(const std::vector<Needle> &needles)
{
    m_compiled.reset();
    if (needles.empty())
        return true;
    auto compiled = std::make_unique<Compiled>();
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    std::vector<unsigned> ids;
    for (const auto &[number, text] : needles) {
        ids.push_back(static_cast<unsigned>(texts.size()));
        texts.push_back(text.data());
        sizes.push_back(text.size());
        compiled->needles.emplace_back(number, text.size());
        compiled->longest = std::max(compiled->longest, text.size());
    }
    const std::vector<unsigned> flags(texts.size(), 0);
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    const hs_error_t status = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
        static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database, &error);
    const std::unique_ptr<hs_compile_error_t, HsFree> ownedError(error);
    compiled->database.reset(database);
    hs_scratch_t *scratch = nullptr;
    if (status != HS_SUCCESS || hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        return false;
    compiled->scratch.reset(scratch);
    m_compiled = std::move(compiled);
    return true;
}

void LiteralScanner::find(std::string_view text, std::vector<WindowIndex::Candidate> &found) const
{
    if (!m_compiled)
        return;
    struct Scan {
        const Compiled *compiled;
        std::vector<WindowIndex::Candidate> *found;
        std::size_t begin; // of the block in the text
        std::size_t seen; // what ends before was found in the block before
    } scan{m_compiled.get(), &found, 0, 0};
    const auto onMatch = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void *context) {
        const Scan &at = *static_cast<const Scan *>(context);
        const auto &[number, size] = at.compiled->needles[id];
        const std::size_t end = at.begin + static_cast<std::size_t>(to);
        if (end > at.seen)
            at.found->push_back({number, end - size});
        return 0;
    };
    while (scan.begin < text.size()) {
        const std::string_view block = text.substr(scan.begin, longestBlock);
        hs_scan(m_compiled->database.get(), block.data(), static_cast<unsigned>(block.size()), 0,
            m_compiled->scratch.get(), onMatch, &scan);
        scan.seen = scan.begin + block.size();
        if (scan.seen == text.size())
            break;
        scan.begin = scan.seen - m_compiled->longest;
    }
}

} // namespace telltale::leak
