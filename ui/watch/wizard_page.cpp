// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/wizard_page.h"

#include <QLabel>
#include <QVBoxLayout>

namespace telltale::watch {

using bridge::Theme;

namespace {
constexpr int titlePixels = 20;
}

WizardPage::WizardPage(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QFont large = theme.bold();
    large.setPixelSize(titlePixels);
    m_title = text(Theme::Role::ink, large);
    m_lead = text(Theme::Role::soft, theme.body());
    m_body = new QVBoxLayout;
    m_body->setSpacing(12);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_lead);
    column->addSpacing(8);
    column->addLayout(m_body, 1);
    setTitle(title);
    m_lead->hide();
}

QString WizardPage::goOnText() const
{
    return tr("Continue");
}

void WizardPage::setTitle(const QString &title)
{
    m_titleText = title;
    m_title->setText(title);
    setAccessibleName(title);
}

void WizardPage::setLead(const QString &lead)
{
    m_lead->setText(lead);
    m_lead->setVisible(!lead.isEmpty());
}

QLabel *WizardPage::text(Theme::Role role, const QFont &font)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(font);
    const auto tint = [this, label, role] {
        label->setStyleSheet(QStringLiteral("color: %1; background: transparent").arg(m_theme.color(role).name()));
    };
    tint();
    connect(&m_theme, &Theme::changed, label, tint);
    return label;
}

} // namespace telltale::watch

#include "moc_wizard_page.cpp"
