package dev.signet.web;

import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

import static dev.signet.web.PageModels.consent;
import static dev.signet.web.PageModels.pages;
import static dev.signet.web.PageModels.register;
import static dev.signet.web.PageModels.signIn;
import static dev.signet.web.PageModels.with;
import static dev.signet.web.PageModels.withErrors;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renders each page with the models its controller gives, and reads it as a screen reader
 * and a strict content policy would.
 */
class PagesTests {

	private static final SpringTemplateEngine ENGINE = engine();

	@ParameterizedTest
	@MethodSource("dev.signet.web.PageModels#pages")
	void renderWhenAnyModelThenWholeAndReadable(String view, Map<String, Object> model) throws Exception {
		Document page = render(view, model);
		assertThat(page.text()).doesNotContain("??");
		assertThat(page.title()).endsWith(" – Signet");
		assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
		assertThat(page.select("h1")).hasSize(1);
		assertThat(page.select("header, main, footer")).hasSize(3);
		assertThat(page.selectFirst("a.skip").attr("href")).isEqualTo("#main");
		assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
		for (Element input : page.select("input:not([type=hidden])")) {
			assertThat(isLabelled(page, input)).as("label of %s", input).isTrue();
		}
		for (String ids : page.select("[aria-describedby]").eachAttr("aria-describedby")) {
			assertThat(ids.split(" ")).allSatisfy((id) -> assertThat(page.getElementById(id)).isNotNull());
		}
	}

	@ParameterizedTest
	@MethodSource("dev.signet.web.PageModels#pages")
	void renderWhenAnyModelThenNothingInline(String view, Map<String, Object> model) throws Exception {
		Document page = render(view, model);
		assertThat(page.select("style, [style], script:not([src])")).isEmpty();
		assertThat(page.getAllElements()).flatExtracting((element) -> element.attributes().asList())
			.noneMatch((attribute) -> attribute.getKey().startsWith("on"));
		assertThat(page.select("form").eachAttr("action")).allMatch((action) -> action.startsWith("/"));
	}

	@ParameterizedTest
	@EnumSource
	void renderWhenAnyLanguageThenWholeAndNamed(Language language) throws Exception {
		for (Arguments page : pages().toList()) {
			Document shown = render((String) page.get()[0], model(page), language);
			assertThat(shown.text()).doesNotContain("??", "{0}", "{1}");
			assertThat(shown.selectFirst("html").attr("lang")).isEqualTo(language.tag());
			assertThat(shown.selectFirst("html").attr("dir")).isEqualTo("ltr");
		}
	}

	@Test
	void languageThenCanBeChosenWithoutScriptsInItsOwnName() throws Exception {
		Element languages = render("signin/stale", Map.of(), Language.GERMAN).selectFirst("form.language");
		assertThat(languages.select("button[name=language]").eachText()).containsExactly("English", "Deutsch",
				"Français", "Español", "Português", "日本語", "简体中文");
		assertThat(languages.select("button[aria-current]").eachAttr("value")).containsExactly("de");
		assertThat(languages.select("button").eachAttr("lang")).isEqualTo(Language.tags());
		assertThat(languages.selectFirst("summary").text()).isEqualTo("Sprache Deutsch");
	}

	@Test
	void languageWhenPageLeadsOnByItselfThenNotOffered() throws Exception {
		assertThat(render("signin/continue", Map.of("address", "/account")).select("form.language")).isEmpty();
	}

	@Test
	void signInWhenFailedThenAlertAndFocusOnPassword() throws Exception {
		Document page = render("signin/signin", with(signIn(), "failed", true));
		assertThat(page.select("[role=alert]")).hasSize(1);
		assertThat(page.select("[autofocus]").eachAttr("id")).containsExactly("password");
		assertThat(page.getElementById("login").val()).isEqualTo("alice");
		assertThat(page.getElementById("password").val()).isEmpty();
	}

	@Test
	void signInWhenJourneyInterruptedThenTakenAlong() throws Exception {
		Document page = render("signin/signin", with(with(signIn(), "request", "r&1"), "restart", "s1"));
		assertThat(page.select("form input[name=request]").val()).isEqualTo("r&1");
		assertThat(page.select("form input[name=restart]").val()).isEqualTo("s1");
		assertThat(page.select("a[href^=/register]").attr("href")).isEqualTo("/register?request=r%261&restart=s1");
	}

	@Test
	void signInWhenInterruptedRequestIsLongThenFormCarriesItAndLinkDoesNot() throws Exception {
		Document page = render("signin/signin", with(with(signIn(), "request", "r1"), "restart", "s".repeat(8000)));
		assertThat(page.select("form input[name=restart]").val()).hasSize(8000);
		assertThat(page.select("a[href^=/register]").attr("href")).isEqualTo("/register?request=r1");
	}

	@Test
	void signInWhenNotDemoThenNoPeople() throws Exception {
		assertThat(render("signin/signin", signIn()).select("table")).isEmpty();
	}

	@Test
	void signInWhenAgainThenAccountIsFixed() throws Exception {
		Document page = render("signin/signin", with(with(signIn(), "reauthenticate", "alice"), "request", "r1"));
		assertThat(page.getElementById("login").hasAttr("readonly")).isTrue();
		assertThat(page.getElementById("login").val()).isEqualTo("alice");
		assertThat(page.select("a[href^=/register]")).isEmpty();
		assertThat(page.select(".aside a").attr("href")).isEqualTo("/signin?other=yes&request=r1");
	}

	@Test
	void registerWhenFieldsWrongThenErrorBesideEachAndValuesKept() throws Exception {
		Document page = render("registration/register", withErrors(register(), "username", "password"));
		assertThat(page.title()).startsWith("Error: ");
		assertThat(page.getElementById("username-error").text()).isEqualTo("username is wrong");
		assertThat(page.getElementById("username").attr("aria-invalid")).isEqualTo("true");
		assertThat(page.getElementById("username").val()).isEqualTo("alice");
		assertThat(page.getElementById("email-error")).isNull();
		assertThat(page.getElementById("password").val()).isEmpty();
	}

	@Test
	void consentWhenSomeAllowedBeforeThenOnlyNewOnesAreSent() throws Exception {
		Document page = render("signin/consent", consent());
		assertThat(page.select("input[name=scope]").eachAttr("value")).containsExactly("notes.read");
		assertThat(page.select("input[type=checkbox][disabled][checked]")).hasSize(1);
		assertThat(page.select("button[name=decision]").eachAttr("value")).containsExactlyInAnyOrder("allow", "deny");
	}

	@Test
	void continueWhenAddressHasQuotesThenStaysInsideTheAttribute() throws Exception {
		String address = "/oauth2/authorize?a='\"><b>&c=d";
		Document page = render("signin/continue", Map.of("address", address));
		assertThat(page.select("head meta[http-equiv=refresh]").attr("content")).isEqualTo("0;url=" + address);
		assertThat(page.select("head meta[name=referrer]").attr("content")).isEqualTo("no-referrer");
		assertThat(page.select("b")).isEmpty();
	}

	@Test
	void noticeWhenKeyUnknownThenShowsNone() throws Exception {
		assertThat(render("signin/stale", Map.of("notice", "no.such.key")).select("[role=status]")).isEmpty();
		assertThat(render("signin/stale", Map.of("notice", "logout.signed-out.title")).select("[role=status]").text())
			.isEqualTo("Signed out");
	}

	private static boolean isLabelled(Document page, Element input) {
		return input.closest("label") != null || !page.select("label[for=" + input.id() + "]").isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> model(Arguments page) {
		return (Map<String, Object>) page.get()[1];
	}

	private static Document render(String view, Map<String, Object> model) throws Exception {
		return render(view, model, Language.ENGLISH);
	}

	private static Document render(String view, Map<String, Object> model, Language language) throws Exception {
		StaticWebApplicationContext context = new StaticWebApplicationContext();
		context.setServletContext(new MockServletContext());
		context.refresh();
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
		request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(language.locale()));
		ThymeleafViewResolver resolver = new ThymeleafViewResolver();
		resolver.setTemplateEngine(ENGINE);
		resolver.setViewClass(PageView.class);
		resolver.setCharacterEncoding("UTF-8");
		resolver.setApplicationContext(context);
		MockHttpServletResponse response = new MockHttpServletResponse();
		resolver.resolveViewName(view, RequestContextUtils.getLocale(request)).render(model, request, response);
		return Jsoup.parse(response.getContentAsString());
	}

	private static SpringTemplateEngine engine() {
		ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
		templates.setPrefix("templates/");
		templates.setSuffix(".html");
		templates.setCharacterEncoding("UTF-8");
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(templates);
		engine.setTemplateEngineMessageSource(TestMessages.all());
		return engine;
	}

}
