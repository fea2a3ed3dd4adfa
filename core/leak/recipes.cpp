// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/recipes.h"

#include "base/utf8.h"

#include <unistr.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace telltale::leak {

namespace {

constexpr std::array<DigestKind, 4> common{DigestKind::md5, DigestKind::sha1, DigestKind::sha256, DigestKind::sha512};
constexpr std::size_t mostCommon = 3; // the first of them, for the third layer

constexpr std::uint8_t stepOf(DigestKind kind)
{
    return static_cast<std::uint8_t>(kind);
}

/// Writes what is handed over; no allocation, for there are millions of them.
class Writing {
public:
    void hex(base::ByteView octets, bool upper)
    {
        const char *const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
        m_size = 0;
        for (const std::uint8_t octet : octets) {
            m_text[m_size++] = digits[octet >> 4];
            m_text[m_size++] = digits[octet & 15];
        }
    }

    void base64(base::ByteView octets) { m_size = writeBase64(octets, m_text.data()); }

    [[nodiscard]] std::string_view text() const { return {m_text.data(), m_size}; }

    /// Four characters for each three octets, padded; gives their number.
    static std::size_t writeBase64(base::ByteView octets, char *text)
    {
        constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::size_t size = 0;
        for (std::size_t i = 0; i < octets.size(); i += 3) {
            const std::size_t left = std::min<std::size_t>(3, octets.size() - i);
            const std::uint32_t group =
                octets[i] << 16U | (left > 1 ? octets[i + 1] << 8U : 0) | (left > 2 ? octets[i + 2] : 0);
            for (std::size_t k = 0; k < 4; ++k)
                text[size++] = k <= left ? alphabet[group >> (18 - 6 * k) & 63] : '=';
        }
        return size;
    }

private:
    std::array<char, 2 * sizeof(DigestValue::octets)> m_text; // hexadecimal is the longest
    std::size_t m_size = 0;
};

std::string base64Of(base::ByteView octets)
{
    std::string text((octets.size() + 2) / 3 * 4, '=');
    Writing::writeBase64(octets, text.data());
    return text;
}

std::string utf16Of(std::string_view text)
{
    std::size_t size = 0;
    const std::unique_ptr<std::uint16_t, decltype(&std::free)> units(
        u8_to_u16(base::asBytes(text).data(), text.size(), nullptr, &size), &std::free);
    std::string octets;
    for (std::size_t i = 0; units && i < size; ++i)
        (octets += static_cast<char>(units.get()[i] & 0xFF)) += static_cast<char>(units.get()[i] >> 8);
    return octets;
}

std::string_view stepName(std::uint8_t step)
{
    switch (step) {
    case Recipe::base64:
        return "base64";
    case Recipe::upperHex:
        return "upper";
    case Recipe::octets:
        return "octets";
    case Recipe::utf16le:
        return "utf16le";
    default:
        return nameOf(static_cast<DigestKind>(step));
    }
}

/// One spelling's digests.
class Enumeration {
public:
    Enumeration(const Spelling &spelling, const DigestVisitor &visit)
        : m_spelling(spelling)
        , m_visit(visit)
    {
    }

    bool single(bool withShort)
    {
        for (std::size_t i = 0; i < digestKinds; ++i) {
            const auto kind = static_cast<DigestKind>(i);
            if ((withShort || !isShort(kind)) && hash({}, kind, m_spelling.text))
                return true;
        }
        return false;
    }

    bool ofEncodings()
    {
        const std::string encoded = base64Of(base::asBytes(m_spelling.text));
        const std::string wide = utf16Of(m_spelling.text);
        for (const DigestKind kind : common) {
            if (hash(Recipe().then(Recipe::base64), kind, encoded) || hash(Recipe().then(Recipe::utf16le), kind, wide))
                return true;
        }
        return false;
    }

    bool ofDigests()
    {
        for (std::size_t i = 0; i < common.size(); ++i) {
            const DigestValue inner = digestOf(common[i], base::asBytes(m_spelling.text));
            if (outer(Recipe().then(stepOf(common[i])), inner, i < mostCommon))
                return true;
        }
        return false;
    }

private:
    bool hash(const Recipe &before, DigestKind kind, std::string_view text)
    {
        return visit(before, kind, digestOf(kind, base::asBytes(text)));
    }

    bool visit(const Recipe &before, DigestKind kind, const DigestValue &value)
    {
        return value.size > 0 && m_visit(m_spelling, before.then(stepOf(kind)), value);
    }

    bool outer(const Recipe &before, const DigestValue &inner, bool further)
    {
        Writing lower;
        lower.hex(inner.view(), false);
        std::array<DigestValue, mostCommon> second;
        for (std::size_t i = 0; i < common.size(); ++i) {
            const DigestValue value = digestOf(common[i], base::asBytes(lower.text()));
            if (visit(before, common[i], value)
                || (further && i < mostCommon && otherWritings(before, inner, common[i])))
                return true;
            if (i < mostCommon)
                second[i] = value;
        }
        for (std::size_t i = 0; further && i < mostCommon; ++i) {
            Writing hex;
            hex.hex(second[i].view(), false);
            for (std::size_t k = 0; k < mostCommon; ++k) {
                if (hash(before.then(stepOf(common[i])), common[k], hex.text()))
                    return true;
            }
        }
        return false;
    }

    bool otherWritings(const Recipe &before, const DigestValue &inner, DigestKind kind)
    {
        Writing upper;
        upper.hex(inner.view(), true);
        Writing base64;
        base64.base64(inner.view());
        return hash(before.then(Recipe::upperHex), kind, upper.text())
            || hash(before.then(Recipe::base64), kind, base64.text())
            || hash(before.then(Recipe::octets), kind, base::asText(inner.view()));
    }

    const Spelling &m_spelling;
    const DigestVisitor &m_visit;
};

} // namespace

Recipe Recipe::then(std::uint8_t step) const
{
    Recipe next = *this;
    if (next.count < longest)
        next.steps[next.count++] = step;
    return next;
}

std::string nested(std::string_view outer, std::string_view inner)
{
    if (outer.empty())
        return std::string(inner.empty() ? "plain" : inner);
    // "base64(hex)" around "lower" is "base64(hex(lower))".
    const std::size_t core = std::min(outer.find(')'), outer.size());
    std::string text(outer.substr(0, core));
    if (!inner.empty())
        ((text += '(') += inner) += ')';
    return text.append(outer.substr(core));
}

std::string nameOf(const Recipe &recipe, std::string_view spelling)
{
    std::string name(spelling);
    for (std::size_t i = 0; i < recipe.count; ++i)
        name = nested(stepName(recipe.steps[i]), name);
    return name;
}

void forEachDigest(const std::vector<Spelling> &spellings, HashDepth depth, const DigestVisitor &visit)
{
    const auto all = [&](const auto &part) {
        for (const Spelling &spelling : spellings) {
            Enumeration digests(spelling, visit);
            if (spelling.hashed && part(digests))
                return true;
        }
        return false;
    };
    const bool deep = depth == HashDepth::deep;
    if (all([&](Enumeration &digests) { return digests.single(deep); }) || !deep)
        return;
    if (!all([](Enumeration &digests) { return digests.ofEncodings(); }))
        all([](Enumeration &digests) { return digests.ofDigests(); });
}

} // namespace telltale::leak
