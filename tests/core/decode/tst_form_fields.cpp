// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/form_fields.h"

#include "decode/tree_growth.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(FormFields, NamesValuesAndWhatIsWorthOpening)
{
    const std::string_view wire = "a=1&&b+c=x%20y&flag&d%5B%5D=&e==&";
    DecodeTree tree(base::asBytes(wire));
    const auto form = addStructure(tree, 0, "form", {0, wire.size()});
    const std::vector<std::uint32_t> open = addFormFields(tree, form, {});
    EXPECT_EQ(at(tree, "form/a"), "1");
    EXPECT_EQ(at(tree, "form/b c"), "x%20y");
    EXPECT_EQ(at(tree, "form/b c/percent"), "x y");
    EXPECT_EQ(at(tree, "form/flag"), "");
    EXPECT_EQ(at(tree, "form/d[]"), "");
    EXPECT_EQ(at(tree, "form/e"), "=");
    EXPECT_EQ(open.size(), 5U);
    EXPECT_EQ(proof(tree, *find(tree, "form/b c/percent")), "x%20y");
}
