// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/charset_text.h"

#include "base/utf8.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>

namespace telltale::decode {

namespace {

bool within(unsigned char octet, unsigned low, unsigned high)
{
    return octet >= low && octet <= high;
}

/// How the octets above 0x7f stand together, counted in one pass for each way to pair them.
struct Pairs {
    std::size_t count = 0;
    std::size_t common = 0; ///< in the block that most text of the script is written with
    std::size_t kana = 0;
    std::size_t low = 0; ///< second octets below 0x80
    std::size_t late = 0; ///< first octets above those of Hangul
    bool whole = true; ///< no octet was left over or out of place
};

using Classify = void (*)(unsigned char first, unsigned char second, Pairs &pairs);

Pairs pairsOf(std::string_view octets, Classify classify)
{
    Pairs pairs;
    for (std::size_t at = 0; at < octets.size() && pairs.whole; ++at) {
        const auto first = static_cast<unsigned char>(octets[at]);
        if (first < 0x80)
            continue;
        if (++at == octets.size()) {
            pairs.whole = false;
            break;
        }
        ++pairs.count;
        classify(first, static_cast<unsigned char>(octets[at]), pairs);
    }
    return pairs;
}

/// GB 2312, EUC-KR and EUC-JP share their shape: two octets from 0xa1 on.
void classifyEuc(unsigned char first, unsigned char second, Pairs &pairs)
{
    pairs.whole = within(first, 0xa1, 0xf7) && within(second, 0xa1, 0xfe);
    pairs.common += within(first, 0xb0, 0xd7) ? 1U : 0U;
    pairs.late += first > 0xc8 ? 1U : 0U;
    pairs.kana += first == 0xa4 || first == 0xa5 ? 1U : 0U;
}

void classifyBig5(unsigned char first, unsigned char second, Pairs &pairs)
{
    pairs.whole = within(first, 0xa1, 0xf9) && (within(second, 0x40, 0x7e) || within(second, 0xa1, 0xfe));
    pairs.common += within(first, 0xa4, 0xc6) ? 1U : 0U;
    pairs.low += second < 0x80 ? 1U : 0U;
}

void classifyShiftJis(unsigned char first, unsigned char second, Pairs &pairs)
{
    pairs.whole =
        (within(first, 0x81, 0x9f) || within(first, 0xe0, 0xef)) && within(second, 0x40, 0xfc) && second != 0x7f;
    pairs.kana += first == 0x82 || first == 0x83 ? 1U : 0U;
}

/// Letters of one octet: Cyrillic ones stand together, Latin ones alone between ASCII letters.
std::string_view singleOctetCharset(std::string_view octets)
{
    std::size_t high = 0;
    std::size_t longest = 0;
    std::size_t run = 0;
    std::size_t letters = 0;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        letters += octet < 0x80 && (std::isalnum(octet) != 0 || octet == ' ') ? 1U : 0U;
        run = octet >= 0x80 ? run + 1 : 0;
        longest = std::max(longest, run);
        if (octet < 0x80)
            continue;
        ++high;
        if (octet < 0xc0 && octet != 0xa8 && octet != 0xb8 && octet != 0x92)
            return {};
    }
    if (longest >= 4 && high * 2 >= octets.size())
        return "windows-1251";
    const bool latin = longest <= 2 && high * 3 <= octets.size() && (letters + high) * 10 >= octets.size() * 9;
    return latin && octets.size() >= 4 ? "windows-1252" : "";
}

} // namespace

std::optional<std::string> toUtf8(std::string_view octets, std::string_view charset)
{
    const iconv_t converter = iconv_open("UTF-8", std::string(charset).c_str());
    // POSIX gives (iconv_t)-1 for a charset it does not know; the type is a pointer here.
    if (reinterpret_cast<std::intptr_t>(converter) == -1)
        return std::nullopt;
    std::string input(octets);
    std::string output(octets.size() * 4 + 16, '\0');
    char *from = input.data();
    char *to = output.data();
    std::size_t left = input.size();
    std::size_t room = output.size();
    const bool whole = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!whole || left != 0)
        return std::nullopt;
    output.resize(output.size() - room);
    return output;
}

std::string_view guessCharset(std::string_view octets)
{
    constexpr std::size_t longest = 64U << 10;
    constexpr std::size_t fewest = 2; // pairs
    const bool control = std::any_of(octets.begin(), octets.end(),
        [](char c) { return (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f; });
    if (control || octets.size() > longest || base::isUtf8(octets))
        return {};
    const Pairs euc = pairsOf(octets, classifyEuc);
    if (euc.whole && euc.count >= fewest) {
        if (euc.kana * 4 >= euc.count)
            return "euc-jp";
        constexpr std::size_t clearlyHangul = 6;
        if (euc.common == euc.count && euc.late == 0 && euc.count >= clearlyHangul)
            return "euc-kr";
        if (euc.common * 2 > euc.count)
            return "gb18030";
    }
    const Pairs japanese = pairsOf(octets, classifyShiftJis);
    if (japanese.whole && japanese.count >= fewest && japanese.kana * 4 >= japanese.count)
        return "shift_jis";
    const Pairs big5 = pairsOf(octets, classifyBig5);
    if (big5.whole && big5.count >= fewest && big5.low > 0 && big5.common * 10 >= big5.count * 9)
        return "big5";
    return singleOctetCharset(octets);
}

} // namespace telltale::decode
