// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/payload_app.h"

#include "attribution/package_name.h"

#include <algorithm>
#include <map>
#include <set>

namespace telltale::attribution {

namespace {

/// The keys from the root to a node, steps left out, as "a/b/c"; only the last few matter.
std::string keyPath(const decode::DecodeTree &tree, std::uint32_t node)
{
    std::string path;
    for (int keys = 0; node != 0 && keys < 3; node = tree.node(node).parent) {
        const std::string &key = tree.node(node).key;
        if (key.empty())
            continue;
        path = path.empty() ? key : key + "/" + path;
        ++keys;
    }
    return path;
}

bool endsInKey(std::string_view path, std::string_view key)
{
    return path.ends_with(key) && (path.size() == key.size() || path[path.size() - key.size() - 1] == '/');
}

using Claims = std::map<std::size_t, std::set<std::string>>; // by number of the key

void collect(const rules::AppRules &rules, const decode::DecodeTree &tree, Claims &claims)
{
    for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
        if (!tree.isValue(i) || !isPackageName(base::asText(tree.content(i))))
            continue;
        const std::string path = keyPath(tree, i);
        for (std::size_t k = 0; k < rules.packageKeys.size(); ++k) {
            if (endsInKey(path, rules.packageKeys[k]))
                claims[k].insert(std::string(base::asText(tree.content(i))));
        }
    }
}

} // namespace

std::vector<std::string> packagesInPayload(const rules::AppRules &rules, const decode::OutgoingMessage &message)
{
    Claims claims;
    for (const decode::LocatedTree &located : message.trees) {
        if (located.location == "body" || located.location == "url")
            collect(rules, located.tree, claims);
    }
    std::vector<std::string> packages;
    for (const auto &[key, names] : claims) {
        if (names.size() == 1 && std::find(packages.begin(), packages.end(), *names.begin()) == packages.end())
            packages.push_back(*names.begin());
    }
    return packages;
}

} // namespace telltale::attribution
