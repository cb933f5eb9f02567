package dev.signet.flow;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.SecondNode;
import dev.signet.web.PublicAddress;
import org.jsoup.nodes.Element;

/**
 * Somebody at another node, which knows itself by the address of the first: forms are
 * said to come from there.
 */
final class Guest {

	private final Browser browser;

	private final URI issuer;

	Guest(SecondNode node) {
		this.browser = new Browser(node.address());
		this.issuer = node.beans().getBean(PublicAddress.class).issuer();
	}

	Browser browser() {
		return this.browser;
	}

	Page open(String address) {
		return this.browser.open(address);
	}

	/** Fills in the form of a page that has these fields, and sends it. */
	Page submit(Page page, Map<String, String> values) {
		return send(page, page.form(values), values);
	}

	Page submit(Page page, String action, Map<String, String> values) {
		return send(page, page.document().selectFirst("form[action=" + action + "]"), values);
	}

	/** Posts what no form of the page offers, with the token of the page. */
	Page post(Page page, String address, Map<String, String> values) {
		Map<String, String> fields = new LinkedHashMap<>(values);
		fields.put("_csrf", page.csrf());
		return post(address, fields);
	}

	private Page send(Page page, Element form, Map<String, String> values) {
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input[type=hidden]").forEach((field) -> fields.put(field.attr("name"), field.val()));
		fields.putAll(values);
		return post(page.address().resolve(form.attr("action")).toString(), fields);
	}

	private Page post(String address, Map<String, String> fields) {
		return this.browser.follow(this.browser.postOnly(address, fields, Map.of("Origin", this.issuer.toString())));
	}

}
