// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace telltale::leak {

/// Parts of an absolute URL (RFC 3986 § 3), views into it. All empty for other texts.
struct UrlParts {
    std::string_view scheme;
    std::string_view host; ///< without port and user information
    std::string_view authority; ///< as written
    std::string_view path; ///< "/" at least in a complete URL; may be empty here
    std::string_view query; ///< without '?'
};
UrlParts splitUrl(std::string_view url);

/// "https://news.example.org" of a URL: scheme and authority; empty for other texts.
std::string originOf(std::string_view url);

/// The raw value of the first parameter of that name; nothing where there is none.
std::optional<std::string_view> queryParameter(std::string_view query, std::string_view name);

/// application/x-www-form-urlencoded: percent-encoding undone once, '+' is a space.
std::string formDecoded(std::string_view raw);

} // namespace telltale::leak
