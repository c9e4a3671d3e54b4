/* global $request, renderData */

/**
 * What happens on Freshdesk, told to the connector: the number of the ticket and the settings of the app, never a word of a customer.
 * A call that is lost costs nothing but time; the connector looks for tickets that it was not told of.
 */

exports = {
  /** Refuse an installation that could not work: a wrong address or token, or rules with a mistake in them. */
  onAppInstallHandler: async function (args) {
    const mistake = await settle(args.iparams);
    if (mistake) {
      renderData({ message: mistake });
    } else {
      renderData();
    }
  },

  /** A new version starts working in any case; mistakes in the settings are shown in the sidebar. */
  afterAppUpdateHandler: async function (args) {
    try {
      await tell("sendSettings", args.iparams, { settings: settingsOf(args.iparams) });
    } catch (error) {
      console.error(`Warm Handoff: the settings were not taken (${Number(error.status) || "no answer"})`);
    }
    renderData();
  },

  /** An argument here would keep the app from ever being removed. */
  onAppUninstallHandler: function () {
    renderData();
  },

  onTicketCreateHandler: async function (args) {
    await ring("ticket_created", args.data.ticket.id, args.iparams);
  },

  onConversationCreateHandler: async function (args) {
    if (isCustomers(args.data)) {
      await ring("ticket_replied", ticketOf(args.data), args.iparams);
    }
  }
};

/** Our own notes, and all that agents write, are conversations too; heeding them would go round in circles. */
function isCustomers({ conversation, actor = {} }) {
  const byStaff = actor.type === "agent" || actor.helpdesk_agent === true;
  return conversation.incoming === true && conversation.private !== true && !byStaff;
}

function ticketOf(data) {
  return data.ticket ? data.ticket.id : data.conversation.ticket_id;
}

async function ring(event, ticket, iparams) {
  try {
    await $request.invokeTemplate("ring", {
      context: {},
      body: JSON.stringify({ ticket_id: String(ticket), event: event, settings: settingsOf(iparams) })
    });
  } catch (error) {
    console.error(`Warm Handoff: the connector did not hear of a ticket (${Number(error.status) || "no answer"})`);
  }
}

/** Check the settings, then hand them over. Returns why the installation cannot go on, or nothing. */
async function settle(iparams) {
  try {
    return obvious(iparams) || (await handOver(iparams));
  } catch (error) {
    return REFUSALS[error.status] || "No answer from the connector host; check it and try again.";
  }
}

async function handOver(iparams) {
  const body = { settings: settingsOf(iparams) };
  const answer = await tell("checkSettings", iparams, body);
  if (!answer.accepted) {
    return short(String(answer.errors[0]));
  }
  await tell("sendSettings", iparams, body);
  return "";
}

function obvious(iparams) {
  if (!/^[a-z0-9.-]+(:[0-9]+)?$/i.test(String(iparams.connector_host || ""))) {
    return "Connector host: the name alone, without https:// or a path.";
  }
  if (!settingsOf(iparams).people_group) {
    return "Choose the group for people; paste the token to see them.";
  }
  return "";
}

/** Before the installation is complete nothing is filled in from its settings, so they travel as context. */
async function tell(template, iparams, body) {
  const context = {
    host: iparams.connector_host,
    account: iparams.connector_account,
    token: iparams.connector_token
  };
  const answer = await $request.invokeTemplate(template, { context: context, body: JSON.stringify(body) });
  return JSON.parse(answer.response);
}

const REFUSALS = {
  401: "The connector token is wrong; make one: handoff app-token.",
  403: "The connector token is wrong; make one: handoff app-token.",
  404: "The connector has no such account; check its name.",
  429: "The connector is busy; try again in a minute.",
  503: "The connector is busy; try again in a minute."
};

/** Freshworks shows no more than 60 characters. */
function short(text) {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** All settings but those that lead to the connector, as text. A list is written with commas, an untouched menu is empty. */
function settingsOf(iparams) {
  const rows = Object.entries(iparams).filter(([name]) => !name.startsWith("connector_"));
  return Object.fromEntries(rows.map(([name, value]) => [name, asText(value)]));
}

function asText(value) {
  if (Array.isArray(value)) {
    return value.join(", ");
  }
  return value === null || value === undefined || value === "Choose a group" ? "" : String(value);
}
