// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What stands in resources/rules/*.toml, checked and ready for use.
namespace telltale::rules {

/// One way a search engine receives queries. An engine may have several.
struct SearchEngineRule {
    std::string engine; ///< name for people: "Google"
    std::vector<std::string> hosts; ///< patterns, see HostTable
    std::vector<std::string> paths; ///< globs for the whole path; a trailing slash does not count
    std::vector<std::string> parameters; ///< names of the query parameter; the first that is there counts
    std::vector<std::string> inPath; ///< path templates: "/s/{query}", see search_engines.toml
    std::vector<std::string> charsets; ///< what octets that are not UTF-8 are encoded in, the likeliest first
    bool suggest = false; ///< asks for suggestions: the query is what was typed so far
    bool listed = false; ///< from a list of others: our own rules go first
};

/// Everything a file of search engines says.
struct SearchRules {
    std::vector<SearchEngineRule> ways;
    std::vector<std::string> deviceKeys; ///< payload fields that describe device or app: one word there is no query
};

/// How sure a rule makes us. The same steps as session::Confidence, which core/rules does not see.
enum class RuleConfidence : std::uint8_t { possible, likely };

struct UserAgentRule {
    std::vector<std::string> contains; ///< all of them must stand in the User-Agent
    std::vector<std::string> without; ///< none of them may
    RuleConfidence confidence = RuleConfidence::possible;
};

struct AppRule {
    std::string package; ///< Android package; empty where only the name is known
    std::string name; ///< for people
    std::vector<UserAgentRule> userAgents;
    std::vector<std::string> hosts; ///< hosts that usually only this app speaks to
};

/// Everything apps.toml says.
struct AppRules {
    std::vector<AppRule> apps; ///< in the order of the file: the first that fits wins
    std::vector<std::string> packageHeaders; ///< request headers that name the sending package
    std::vector<std::string> packageKeys; ///< payload keys that do; "a/b" means b inside a
    std::vector<std::string> noApp; ///< User-Agent parts of HTTP libraries: they name no app
};

/// What a value must look like to count as an identifier of a kind.
enum class Shape : std::uint8_t { any, uuid, hex, digits, imei };

struct IdentifierRule {
    std::string kind; ///< "gaid", "distinct_id"
    std::vector<std::string> keys; ///< names of fields that carry it, compared without regard to case
    Shape shape = Shape::any;
    std::size_t minimum = 6; ///< characters
    std::size_t maximum = 256;
    bool account = false; ///< leads to a person: an account, an e-mail address, a telephone number
    bool constant = false; ///< no identifier at all, however random it looks: an API key, a version
};

struct OrganisationRule {
    std::string name;
    std::string country; ///< seat, ISO 3166-1 alpha-2; may be empty
    std::string source; ///< where the facts come from
    std::vector<std::pair<std::string, std::string>> hosts; ///< pattern, purpose
};

struct OrganisationRules {
    std::vector<OrganisationRule> organisations;
    std::vector<std::pair<std::string, std::string>> countries; ///< code, English name
};

/// A payload field that states private browsing.
struct IncognitoRule {
    std::string key; ///< compared without regard to case
    std::vector<std::string> values; ///< any of them, compared without regard to case
    std::string event; ///< only in an event of this name; empty for all
};

/// A window of an app that shows private browsing. All that is given must fit.
struct PrivateWindowRule {
    std::string package;
    std::string activity = {}; ///< glob for the class in front; empty for any
    std::string title = {}; ///< glob for the title of the window; empty for any
    bool secure = false; ///< the window must be one that may not be pictured
};

/// Everything incognito.toml says.
struct IncognitoRules {
    std::vector<IncognitoRule> flags;
    std::vector<PrivateWindowRule> windows;
};

} // namespace telltale::rules
