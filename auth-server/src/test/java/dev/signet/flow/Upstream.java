package dev.signet.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.signet.account.AccountId;
import dev.signet.demo.upstream.Fault;
import dev.signet.demo.upstream.StandIn;
import dev.signet.demo.upstream.StandInsForTests;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderSettings;
import org.jsoup.nodes.Element;

import org.springframework.beans.factory.BeanFactory;

/**
 * A stand-in for a provider, in a journey: added here as a provider, with an alias of its
 * own, and visited there. When the test is over, the provider is switched off, and the
 * stand-in works as it should again.
 * <p>
 * All tests share the stand-ins, so whoever can be chosen there may be linked by another
 * test already. {@link #type} makes somebody new.
 */
public final class Upstream {

	/** She can be chosen everywhere. */
	public static final String ALICE = "alice@demo.example";

	/** So can she. */
	public static final String DORA = "dora@mail.example";

	/** He comes from a firm; only of his address Microsoft says whose it is. */
	public static final String EMIL = "emil@northwind.example";

	/** He has no address, and so can be chosen at Facebook only. */
	public static final String FINN = "finn okoro";

	private static final String ALIAS = "stand-in-";

	private static final AccountId OPERATOR = AccountId.random();

	private final BeanFactory beans;

	private final StandIn standIn;

	private final Provider provider;

	private Upstream(BeanFactory beans, StandIn standIn, Provider provider) {
		this.beans = beans;
		this.standIn = standIn;
		this.provider = provider;
	}

	/** A provider that is switched on. Whoever is unknown gets an account. */
	public static Upstream enabled(BeanFactory beans, StandIn standIn) {
		return enabled(beans, standIn, UnaryOperator.identity());
	}

	/** A provider with other settings that is switched on. */
	public static Upstream enabled(BeanFactory beans, StandIn standIn, UnaryOperator<ProviderSettings> change) {
		Upstream upstream = hidden(beans, standIn, change);
		beans.getBean(Providers.class).enableUnproved(upstream.provider.id(), upstream.alias(), OPERATOR);
		return upstream;
	}

	/** A provider with other settings that was just added. */
	public static Upstream hidden(BeanFactory beans, StandIn standIn, UnaryOperator<ProviderSettings> change) {
		String alias = ALIAS + UUID.randomUUID().toString().substring(0, 12);
		try {
			Provider provider = beans.getBean(Providers.class)
				.add(alias, Preset.valueOf(standIn.name()), change.apply(StandInsForTests.settings(beans, standIn)),
						standIn.secret(), OPERATOR);
			return new Upstream(beans, standIn, provider);
		}
		catch (ProviderRefused ex) {
			throw new AssertionError(ex.problems().toString(), ex);
		}
	}

	/** Switches off what tests have switched on. */
	public static void reset(BeanFactory beans) {
		StandInsForTests.reset(beans);
		Providers providers = beans.getBean(Providers.class);
		providers.enabled().forEach((provider) -> providers.disable(provider.id(), OPERATOR));
	}

	/** An address that nobody has. */
	public static String newAddress() {
		return "u" + UUID.randomUUID().toString().substring(0, 12) + "@mail.example";
	}

	/** The provider, as it is stored now. */
	public Provider provider() {
		return this.beans.getBean(Providers.class).find(this.provider.id()).orElseThrow();
	}

	public String alias() {
		return this.provider.alias();
	}

	/** Lets the stand-in do something wrong from now on. */
	public Upstream fault(Fault fault) {
		StandInsForTests.set(this.beans, this.standIn, fault, true);
		return this;
	}

	/** Lets the stand-in do it right again. */
	public Upstream mend(Fault fault) {
		StandInsForTests.set(this.beans, this.standIn, fault, false);
		return this;
	}

	/**
	 * Presses the button for this provider on a page of ours.
	 * @return the page of the stand-in that asks who it is, or wherever else that led
	 */
	public Page visit(Browser browser, Page page) {
		return visit(browser, page, Map.of());
	}

	/** The same, with something typed or ticked before. */
	public Page visit(Browser browser, Page page, Map<String, String> values) {
		String path = "/signin/with/" + alias();
		Element form = page.document().selectFirst("form[action=" + path + "], form:has([formaction=" + path + "])");
		if (form == null) {
			throw new AssertionError(
					"No button for " + this.standIn.label() + " at " + page.address() + ": " + page.document().text());
		}
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input[type=hidden][name]").forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		fields.putAll(values);
		return browser.post(path, fields);
	}

	/**
	 * Is one of those who can be chosen.
	 * @param asked the page of the stand-in
	 * @param key who, such as {@link #ALICE}
	 * @return where that led on this server
	 */
	public Page choose(Browser browser, Page asked, String key) {
		return answer(browser, asked, Map.of("person", key));
	}

	/** Is somebody new, or somebody who was typed before. */
	public Page type(Browser browser, Page asked, String name, String address) {
		return answer(browser, asked, Map.of("name", name, "address", address));
	}

	/** The same at Apple, with another address shown than one's own. */
	public Page typeHidden(Browser browser, Page asked, String name, String address) {
		return answer(browser, asked, Map.of("name", name, "address", address, "hidden", "true"));
	}

	/** Says no. */
	public Page cancel(Browser browser, Page asked) {
		return answer(browser, asked, Map.of("cancel", "yes"));
	}

	/** Sits down at the sign-in page, goes there, and is somebody. */
	public Page signIn(Browser browser, String name, String address) {
		return type(browser, visit(browser, browser.open("/signin")), name, address);
	}

	/** What identifies somebody there who is typed. */
	public String subject(String name, String address) {
		return StandInsForTests.subject(this.standIn, name, address);
	}

	/** A logout token about whoever signed in there last. */
	public String logoutToken() {
		return StandInsForTests.logoutToken(this.beans, this.standIn);
	}

	private Page answer(Browser browser, Page asked, Map<String, String> values) {
		Page answered = browser.submitOnly(asked, values);
		Element form = (answered.status() == 200) ? answered.document().selectFirst("form[data-send]") : null;
		return (form == null) ? browser.follow(answered) : post(browser, form);
	}

	/** As from Apple's own site: with its origin, and without cookies of ours. */
	private Page post(Browser browser, Element form) {
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input[name]").forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		Page posted = new Browser(new Actors(this.beans).server()).postOnly(form.attr("action"), fields,
				Map.of("Origin", "https://appleid.apple.com", "Sec-Fetch-Site", "cross-site"));
		return browser.follow(posted);
	}

}
