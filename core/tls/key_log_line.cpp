// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_log_line.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace telltale::tls {

namespace {

constexpr std::size_t maximalSecret = 2048; // a premaster secret of a 16384-bit Diffie-Hellman group

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool fromHex(std::string_view hex, std::uint8_t *out)
{
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = hexDigit(hex[i]), low = hexDigit(hex[i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i / 2] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return true;
}

/// Sets id and secret from their hexadecimal forms, within the lengths allowed.
bool fill(KeyLogLine &line, std::string_view id, std::size_t minId, std::size_t maxId, std::string_view secret)
{
    if (id.size() % 2 != 0 || id.size() / 2 < minId || id.size() / 2 > maxId)
        return false;
    if (secret.empty() || secret.size() % 2 != 0 || secret.size() / 2 > maximalSecret)
        return false;
    line.id.resize(id.size() / 2);
    line.secret = Secret(secret.size() / 2);
    return fromHex(id, line.id.data()) && fromHex(secret, line.secret.data());
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view nextWord(std::string_view &text)
{
    const auto end = text.find_first_of(" \t");
    const auto word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end));
    return word;
}

struct NamedLabel {
    std::string_view name;
    KeyLabel label;
};

constexpr std::array labels{
    NamedLabel{"CLIENT_RANDOM", KeyLabel::masterSecret},
    NamedLabel{"PMS_CLIENT_RANDOM", KeyLabel::randomPremaster},
    NamedLabel{"CLIENT_EARLY_TRAFFIC_SECRET", KeyLabel::clientEarlyTraffic},
    NamedLabel{"CLIENT_HANDSHAKE_TRAFFIC_SECRET", KeyLabel::clientHandshakeTraffic},
    NamedLabel{"SERVER_HANDSHAKE_TRAFFIC_SECRET", KeyLabel::serverHandshakeTraffic},
    NamedLabel{"EXPORTER_SECRET", KeyLabel::exporter},
    NamedLabel{"EARLY_EXPORTER_SECRET", KeyLabel::earlyExporter},
};

/// "CLIENT_TRAFFIC_SECRET_12": the label and the generation 12.
bool numbered(std::string_view word, std::string_view prefix, KeyLabel label, KeyLogLine &out)
{
    if (!word.starts_with(prefix))
        return false;
    word.remove_prefix(prefix.size());
    const auto end = word.data() + word.size();
    const auto number = std::from_chars(word.data(), end, out.generation);
    if (number.ec != std::errc() || number.ptr != end)
        return false;
    out.label = label;
    return true;
}

bool findLabel(std::string_view word, KeyLogLine &out)
{
    for (const auto &known : labels) {
        if (known.name == word) {
            out.label = known.label;
            return true;
        }
    }
    return numbered(word, "CLIENT_TRAFFIC_SECRET_", KeyLabel::clientTraffic, out)
        || numbered(word, "SERVER_TRAFFIC_SECRET_", KeyLabel::serverTraffic, out);
}

bool parseRsa(std::string_view rest, KeyLogLine &out)
{
    constexpr std::string_view sessionTag = "Session-ID:", masterTag = "Master-Key:";
    const auto first = nextWord(rest);
    if (first.starts_with(sessionTag)) {
        out.label = KeyLabel::sessionMaster;
        return rest.starts_with(masterTag)
            && fill(out, first.substr(sessionTag.size()), 1, 32, rest.substr(masterTag.size()))
            && out.secret.size() == 48;
    }
    out.label = KeyLabel::rsaPremaster;
    return fill(out, first, 8, 8, rest) && out.secret.size() == 48;
}

bool looksLikeLabel(std::string_view word)
{
    return !word.empty() && word[0] >= 'A' && word[0] <= 'Z' && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

KeyLogLine::Kind parseKeyLogLine(std::string_view line, KeyLogLine &out)
{
    using Kind = KeyLogLine::Kind;
    line = trimmed(line);
    if (line.empty() || line[0] == '#')
        return Kind::nothing;
    const auto word = nextWord(line);
    if (word == "RSA")
        return parseRsa(line, out) ? Kind::secret : Kind::bad;
    if (!findLabel(word, out))
        return looksLikeLabel(word) && !line.empty() ? Kind::nothing : Kind::bad;
    const auto id = nextWord(line);
    if (!fill(out, id, 32, 32, line))
        return Kind::bad;
    const std::size_t size = out.secret.size();
    switch (out.label) {
    case KeyLabel::masterSecret:
        return size == 48 ? Kind::secret : Kind::bad;
    case KeyLabel::randomPremaster:
        return Kind::secret;
    default:
        return size == 32 || size == 48 ? Kind::secret : Kind::bad; // SHA-256 and SHA-384
    }
}

} // namespace telltale::tls
