package dev.signet.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

class CookieFlashMessagesTests {

	private final StaticMessageSource messages = new StaticMessageSource();

	private final CookieFlashMessages flashMessages = new CookieFlashMessages(
			new PublicAddress(URI.create("https://id.example")), this.messages);

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	CookieFlashMessagesTests() {
		this.messages.addMessage("account.saved", Locale.getDefault(), "Saved.");
		this.messages.addMessage("account.saved", Locale.ENGLISH, "Saved.");
	}

	@Test
	void saveWhenKnownMessageThenKeptForAMinute() {
		this.flashMessages.saveOutputFlashMap(flashMap("notice", "account.saved"), this.request, this.response);
		assertThat(this.response.getHeaders("Set-Cookie")).singleElement()
			.asString()
			.startsWith("__Host-signet-flash=account.saved;")
			.contains("Max-Age=60")
			.contains("HttpOnly");
	}

	@Test
	void saveWhenNothingToSayThenNoCookie() {
		this.flashMessages.saveOutputFlashMap(new FlashMap(), this.request, this.response);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void saveWhenOtherAttributeOrUnknownMessageThenDropped() {
		this.flashMessages.saveOutputFlashMap(flashMap("form", new Object()), this.request, this.response);
		this.flashMessages.saveOutputFlashMap(flashMap("notice", "account.unknown"), this.request, this.response);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void retrieveWhenKnownMessageThenShownOnce() {
		this.request.setCookies(new Cookie("__Host-signet-flash", "account.saved"));
		assertThat(retrieve()).containsEntry("notice", "account.saved").hasSize(1);
		assertThat(this.response.getHeader("Set-Cookie")).contains("Max-Age=0");
	}

	@Test
	void retrieveWhenFormIsSentThenLeftForTheNextPage() {
		this.request.setMethod("POST");
		this.request.setCookies(new Cookie("__Host-signet-flash", "account.saved"));
		assertThat(retrieve()).isNull();
		assertThat(this.response.getHeader("Set-Cookie")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "account.unknown", "Account.saved", "<b>account.saved</b>", "account.saved ",
			"account.saved account.saved account.saved account.saved account.saved" })
	void retrieveWhenForgedThenNothingIsShown(String value) {
		this.request.setCookies(new Cookie("__Host-signet-flash", value));
		assertThat(retrieve()).isNull();
		assertThat(this.response.getHeader("Set-Cookie")).contains("Max-Age=0");
	}

	@Test
	void anyWhenCalledThenNoHttpSession() {
		this.request.setCookies(new Cookie("__Host-signet-flash", "account.saved"));
		retrieve();
		this.flashMessages.saveOutputFlashMap(flashMap("notice", "account.saved"), this.request, this.response);
		assertThat(this.request.getSession(false)).isNull();
	}

	@Test
	void redirectWhenNoticeThenNextPageHasItOnce() throws Exception {
		GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());
		context.registerBean("flashMapManager", FlashMapManager.class, () -> this.flashMessages);
		context.registerBean(Saving.class);
		context.refresh();
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
		MvcResult saved = mvc.perform(post("/save")).andExpect(redirectedUrl("/saved")).andReturn();
		Cookie flash = saved.getResponse().getCookie("__Host-signet-flash");
		MvcResult shown = mvc.perform(get("/saved").cookie(flash))
			.andExpect(model().attribute("notice", "account.saved"))
			.andReturn();
		assertThat(shown.getResponse().getCookie("__Host-signet-flash").getMaxAge()).isZero();
		assertThat(saved.getRequest().getSession(false)).isNull();
		assertThat(shown.getRequest().getSession(false)).isNull();
	}

	private Map<String, Object> retrieve() {
		return this.flashMessages.retrieveAndUpdate(this.request, this.response);
	}

	private static FlashMap flashMap(String name, Object value) {
		FlashMap flashMap = new FlashMap();
		flashMap.put(name, value);
		return flashMap;
	}

	@Controller
	static class Saving {

		@PostMapping("/save")
		String save(RedirectAttributes attributes) {
			attributes.addFlashAttribute("notice", "account.saved");
			return "redirect:/saved";
		}

		@GetMapping("/saved")
		String saved() {
			return "page";
		}

	}

}
