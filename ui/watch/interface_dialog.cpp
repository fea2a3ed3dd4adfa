// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/interface_dialog.h"

#include "bridge/interface_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace telltale::watch {

InterfaceDialog::InterfaceDialog(const bridge::Theme &theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Watch a phone"));
    setFont(theme.body());
    setMinimumSize(480, 320);
    resize(640, 360);
    auto *lead = new QLabel(tr("Let the phone join a hotspot of this computer, then choose that hotspot's interface. "
                               "Nothing is sent anywhere: packets are only read."));
    lead->setWordWrap(true);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Network interfaces"));
    m_list->setSpacing(2);
    m_watch = new QPushButton(tr("Watch"));
    m_watch->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *again = new QPushButton(tr("Look again"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(again);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_watch);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(lead);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);

    connect(again, &QPushButton::clicked, this, &InterfaceDialog::fill);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_watch, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_watch->setEnabled(row >= 0); });
    fill();
    m_list->setFocus();
}

void InterfaceDialog::fill()
{
    m_list->clear();
    for (const auto &interface : bridge::interfaces()) {
        QStringList facts = interface.addresses;
        if (facts.isEmpty())
            facts << tr("no address");
        if (!interface.up)
            facts << tr("switched off");
        if (interface.likelyHotspot)
            facts << tr("looks like a hotspot");
        if (!interface.stations.isEmpty())
            facts << tr("seen behind it: %1").arg(interface.stations.join(QStringLiteral(", ")));
        auto *item = new QListWidgetItem(
            QStringLiteral("%1 (%2)    %3").arg(interface.name, interface.kind, facts.join(QStringLiteral(" · "))),
            m_list);
        item->setData(Qt::UserRole, interface.name);
        item->setSizeHint({100, 32});
    }
    m_list->setCurrentRow(m_list->count() > 0 ? 0 : -1);
    m_watch->setEnabled(m_list->count() > 0);
}

QString InterfaceDialog::chosen() const
{
    const auto *item = m_list->currentItem();
    return result() == Accepted && item ? item->data(Qt::UserRole).toString() : QString();
}

} // namespace telltale::watch

#include "moc_interface_dialog.cpp"
