// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode.h"

#include <cstdio>
#include <zlib.h>

namespace telltale::decode::test {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Bytef *octetsOf(std::string_view text)
{
    return const_cast<Bytef *>(reinterpret_cast<const Bytef *>(text.data())); // zlib does not write there
}

} // namespace

std::string compress(std::string_view text, Compression format)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, static_cast<int>(format), 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = octetsOf(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string inflateAll(std::string_view octets)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 32);
    std::string out(octets.size() * 1100 + 1024, '\0');
    stream.next_in = octetsOf(octets);
    stream.avail_in = static_cast<uInt>(octets.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    out.resize(result == Z_STREAM_END ? stream.total_out : 0);
    inflateEnd(&stream);
    return out;
}

std::string base64(std::string_view octets)
{
    std::string text;
    for (std::size_t i = 0; i < octets.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group * 256 + (i + k < octets.size() ? static_cast<unsigned char>(octets[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k <= octets.size() ? alphabet[(group >> (6 * (3 - k))) % 64] : '=';
    }
    return text;
}

std::string base64Url(std::string_view octets)
{
    std::string text;
    for (const char c : base64(octets)) {
        if (c != '=')
            text += c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return text;
}

std::string unbase64(std::string_view text)
{
    std::string out;
    unsigned group = 0;
    int bits = 0;
    for (char c : text) {
        c = c == '-' || c == ' ' ? '+' : c == '_' ? '/' : c;
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos)
            continue;
        group = group * 64 + static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(group >> bits);
            group %= 1U << bits;
        }
    }
    return out;
}

std::string percentEncode(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
            || c == '.' || c == '_' || c == '~';
        char escape[4];
        std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned char>(c));
        out += plain ? std::string(1, c) : std::string(escape);
    }
    return out;
}

std::string percentDecode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() + 0) {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::string hex(std::string_view octets)
{
    std::string out;
    for (const char c : octets) {
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", static_cast<unsigned char>(c));
        out += pair;
    }
    return out;
}

} // namespace telltale::decode::test
