// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/leak_sentence.h"

#include "bridge/shown_rules.h"
#include "leak/sentence.h"

namespace telltale::bridge {

namespace {

Sentence plainSentence(const session::Leak &leak)
{
    return {{QString::fromStdString(leak.value), true}, {QStringLiteral(" → "), false},
        {QString::fromStdString(leak.recipient.host), true}};
}

} // namespace

Sentence leakSentence(const session::Leak &leak)
{
    const rules::RuleSet *rules = shownRules();
    if (!rules)
        return plainSentence(leak);
    Sentence sentence;
    bool afterSender = false;
    for (const auto &part : leak::leakSentence(leak, *rules)) {
        // Who did it is plain here: the leaks' colour is for what got out, and to whom.
        afterSender = afterSender || part.text.find(" sent ") != std::string::npos;
        sentence.push_back({QString::fromStdString(part.text), part.emphasis && afterSender});
    }
    return sentence;
}

QString leakText(const session::Leak &leak)
{
    QString text;
    for (const auto &part : leakSentence(leak))
        text += part.text;
    return text;
}

QStringList leakTrail(const session::Leak &leak)
{
    QStringList trail{QString::fromStdString(leak.location)};
    bool takesName = false;
    for (const auto &entry : leak.path) {
        QString step = QString::fromStdString(entry);
        if (takesName) {
            trail.last() += QLatin1Char(' ') + step;
            takesName = false;
            continue;
        }
        takesName =
            step == QLatin1String("form") || step == QLatin1String("query") || step == QLatin1String("multipart");
        trail << (step == QLatin1String("json") ? QStringLiteral("JSON") : step);
    }
    return trail;
}

} // namespace telltale::bridge
