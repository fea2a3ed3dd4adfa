// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tool_bar.h"

#include "models/units.h"
#include "shell/style_sheet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace telltale::shell {

using bridge::Theme;

namespace {
constexpr int barHeight = 46;
constexpr int filterDelay = 120; // ms; typing on goes before filtering
} // namespace

ToolBar::ToolBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("toolBar"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(barHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(8);
    auto *open = add(QStringLiteral("open"), tr("Open…"), tr("Open a capture, a HAR file or a session (Ctrl+O)"));
    auto *watch = add(
        QStringLiteral("watch"), tr("Watch a phone…"), tr("Watch the traffic of a hotspot of this computer (Ctrl+W)"));
    m_demo = add(QStringLiteral("demo"), tr("Demo"), tr("Play the bundled capture as if it were live (Ctrl+D)"));
    m_stop = add(QStringLiteral("stop"), tr("Stop"), tr("Read no further; what was read stays (Ctrl+.)"));
    m_private = add(QStringLiteral("private"), QString(),
        tr("Press when you open a private window on the phone, and again when you close it (Ctrl+P)"));
    m_private->setCheckable(true);
    makeFilter();
    row->addWidget(m_filter, 1);
    m_freeze =
        add(QStringLiteral("freeze"), tr("Freeze view"), tr("Keep the view still while traffic goes on (Space)"));
    m_freeze->setCheckable(true);
    m_settings = add(QStringLiteral("settings"), tr("Settings…"), tr("The certificate of this computer (Ctrl+,)"));
    m_details = add(QStringLiteral("details"), tr("Details"), tr("Show what exactly was sent (F9)"));
    m_details->setCheckable(true);
    m_details->hide();

    for (QPushButton *button : {m_demo, m_stop, m_freeze, m_settings, m_details})
        m_short.push_back({button, button->text()});

    connect(open, &QPushButton::clicked, this, &ToolBar::openWanted);
    connect(watch, &QPushButton::clicked, this, &ToolBar::watchWanted);
    connect(m_demo, &QPushButton::clicked, this, &ToolBar::demoWanted);
    connect(m_stop, &QPushButton::clicked, this, &ToolBar::stopWanted);
    connect(m_private, &QPushButton::clicked, this, &ToolBar::privateToggled);
    connect(m_freeze, &QPushButton::clicked, this, &ToolBar::freezeToggled);
    connect(m_settings, &QPushButton::clicked, this, &ToolBar::settingsWanted);
    connect(m_details, &QPushButton::clicked, this, &ToolBar::detailsToggled);
    connect(&theme, &Theme::changed, this, &ToolBar::applyTheme);
    setRunning(false, false);
    setPrivate(false, 0);
    applyTheme();
}

QPushButton *ToolBar::add(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setIconSize({12, 12});
    layout()->addWidget(button);
    return button;
}

void ToolBar::makeFilter()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter: type words, or app:\"Mi Browser\" and sent > 200 B"));
    m_filter->setToolTip(tr("Words in host, path or app; app: to: what: status:404 sent>2kB is:leak is:private "
                            "is:closed why:pinned (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(120);
    m_filterDelay = new QTimer(this);
    m_filterDelay->setSingleShot(true);
    m_filterDelay->setInterval(filterDelay);
    connect(m_filter, &QLineEdit::textChanged, m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filterDelay, &QTimer::timeout, this, [this] { emit filterChanged(m_filter->text()); });
}

void ToolBar::setRunning(bool running, bool live)
{
    m_stop->setEnabled(running);
    m_private->setEnabled(running && live);
    m_freeze->setEnabled(running && live);
    applyTheme();
}

void ToolBar::setPrivate(bool on, qint64 milliseconds)
{
    m_private->setChecked(on);
    m_private->setFont(on ? m_theme.bold() : m_theme.body());
    m_private->setText(
        on ? tr("Private browsing: on %1").arg(models::elapsedText(milliseconds)) : tr("Private browsing"));
}

void ToolBar::setFrozen(bool frozen)
{
    m_freeze->setChecked(frozen);
}

bool ToolBar::frozen() const
{
    return m_freeze->isChecked();
}

void ToolBar::setDetailsFoldable(bool foldable)
{
    m_details->setVisible(foldable);
    fit();
}

void ToolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ToolBar::fit()
{
    for (const Short &part : m_short)
        part.button->setText(part.text);
    if (layout()->minimumSize().width() <= width())
        return;
    for (const Short &part : m_short)
        part.button->setText({});
}

void ToolBar::setDetailsShown(bool shown)
{
    m_details->setChecked(shown);
}

void ToolBar::applyTheme()
{
    using Role = Theme::Role;
    if (!m_details)
        return;
    m_demo->setIcon(icon(QStringLiteral("play"), m_theme.color(Role::ink)));
    m_stop->setIcon(icon(QStringLiteral("stop"), m_theme.color(m_stop->isEnabled() ? Role::leak : Role::faint)));
    const Role lamp = m_private->isChecked() ? Role::onFill : m_private->isEnabled() ? Role::priv : Role::faint;
    m_private->setIcon(icon(QStringLiteral("private"), m_theme.color(lamp)));
    m_freeze->setIcon(icon(QStringLiteral("freeze"), m_theme.color(m_freeze->isEnabled() ? Role::ink : Role::faint)));
    m_settings->setIcon(icon(QStringLiteral("settings"), m_theme.color(Role::ink)));
    m_details->setIcon(icon(QStringLiteral("details"), m_theme.color(Role::ink)));
}

} // namespace telltale::shell

#include "moc_tool_bar.cpp"
