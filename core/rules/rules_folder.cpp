// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rules_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace telltale::rules {

namespace {

namespace fs = std::filesystem;

fs::path installedFolder()
{
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    if (failed)
        return "/usr/share/telltale";
    return (program.parent_path().parent_path() / "share/telltale").lexically_normal();
}

bool holdsRules(const fs::path &folder)
{
    std::error_code failed;
    return fs::exists(folder / "search_engines.toml", failed);
}

} // namespace

std::string defaultRulesFolder()
{
    if (const char *chosen = std::getenv("TELLTALE_RULES"); chosen != nullptr && *chosen != '\0')
        return chosen;
    const fs::path installed = installedFolder() / "rules";
    if (holdsRules(installed))
        return installed.string();
    if (holdsRules(TELLTALE_SOURCE_RULES))
        return TELLTALE_SOURCE_RULES;
    return installed.string();
}

std::string bundledFile(const std::string &name)
{
    std::error_code failed;
    const fs::path installed = installedFolder() / name;
    const fs::path source = fs::path(TELLTALE_SOURCE_RULES).parent_path() / name;
    return !fs::exists(installed, failed) && fs::exists(source, failed) ? source.string() : installed.string();
}

} // namespace telltale::rules
