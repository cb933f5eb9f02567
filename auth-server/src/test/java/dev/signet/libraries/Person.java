package dev.signet.libraries;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import org.jsoup.nodes.Element;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody new, with a browser, who goes where an app sends them and agrees to all that
 * is asked.
 */
final class Person {

	private final Actors actors;

	private final Account account;

	private final Browser browser;

	Person(Actors actors) {
		this.actors = actors;
		this.account = actors.person("USER");
		this.browser = actors.browser();
	}

	/** Who they are to apps that know people by their public name. */
	String subject() {
		return this.account.id().toString();
	}

	String username() {
		return this.account.username();
	}

	/** Opens an address, and does what it takes to get back to the app. */
	Arrival visit(String address) {
		Page page = open(address);
		if (shows(page, "/consent")) {
			page = this.actors.allowAll(this.browser, page);
		}
		return (page.left() != null) ? new Arrival(page.left(), null) : post(page);
	}

	/** Lets a device use their account, from the address that it shows. */
	void approve(String address) {
		Page code = open(address);
		Page question = this.browser.submit(code, Map.of("user_code", code.document().select("#user_code").val()));
		assertThat(this.browser.submit(question, Map.of("decision", "allow")).status()).isEqualTo(200);
	}

	/** Signs out on their own page, without an app. */
	void signOut() {
		String csrf = open("/account").csrf();
		Page page = this.browser.post("/signout", Map.of("_csrf", csrf));
		assertThat(page.address().getPath()).isEqualTo("/signed-out");
	}

	boolean signedIn() {
		return shows(this.browser.open("/account"), "/account");
	}

	private Page open(String address) {
		Page page = this.browser.open(address);
		return shows(page, "/signin") ? this.actors.signIn(this.browser, page, this.account) : page;
	}

	private static boolean shows(Page page, String path) {
		return page.left() == null && page.address().getPath().equals(path);
	}

	/** Sends a form that leads to the app, as the page's script does. */
	private static Arrival post(Page page) {
		Element form = page.document().selectFirst("form[data-send]");
		assertThat(form).as(() -> page.status() + " " + page.address() + " " + page.document().text()).isNotNull();
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input").forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		return new Arrival(URI.create(form.attr("action")), fields);
	}

}
