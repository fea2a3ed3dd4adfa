// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/rule_types.h"

#include <string>
#include <string_view>
#include <vector>

/// One function for each rule file. They read the text of the file; @p fileName is for errors only.
/// Any text gives rules or an error with its line and column.
namespace telltale::rules {

base::Result<SearchRules> readSearchEngineRules(std::string_view text, const std::string &fileName);
base::Result<AppRules> readAppRules(std::string_view text, const std::string &fileName);
base::Result<std::vector<IdentifierRule>> readIdentifierRules(std::string_view text, const std::string &fileName);
base::Result<OrganisationRules> readOrganisationRules(std::string_view text, const std::string &fileName);
base::Result<IncognitoRules> readIncognitoRules(std::string_view text, const std::string &fileName);

} // namespace telltale::rules
