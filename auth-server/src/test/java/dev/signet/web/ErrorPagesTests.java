package dev.signet.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorPagesTests {

	private final ResourceBundleMessageSource messages = TestMessages.all();

	private final ErrorPages pages = new ErrorPages(this.messages,
			new PageHeaders(new PublicAddress(URI.create("https://id.example"))), List.of());

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@BeforeEach
	void secretsThatMustNotLeak() {
		this.request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/secret/path");
		this.request.setAttribute(RequestDispatcher.ERROR_MESSAGE, "secret message");
		this.request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("secret cause"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405, 413, 415, 418, 429, 500, 502, 503 })
	void errorWhenBrowserThenPageWithWordsAndReferenceOnly(int status) throws Exception {
		ModelAndView page = error(status, "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(page).isNotNull();
		assertThat(page.getViewName()).isEqualTo("web/error");
		assertThat(page.getModel()).containsEntry("status", status)
			.containsEntry("reference", RequestId.of(this.request))
			.containsOnlyKeys("status", "title", "message", "reference", "address");
		assertThat(page.getModel().toString()).doesNotContain("secret").doesNotContain("IllegalState");
		assertThat(this.response.getStatus()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "400,invalid_request", "403,access_denied", "404,not_found", "405,method_not_allowed",
			"413,request_too_large", "415,unsupported_media_type", "429,too_many_requests", "418,invalid_request",
			"500,server_error", "503,temporarily_unavailable" })
	void errorWhenProgramThenSmallJson(int status, String code) throws Exception {
		assertThat(error(status, "*/*")).isNull();
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.getContentType()).isEqualTo("application/json");
		assertThat(this.response.getContentAsString())
			.isEqualTo("{\"error\":\"%s\",\"reference\":\"%s\"}".formatted(code, RequestId.of(this.request)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", ";;,/", "" })
	void errorWhenAcceptIsOddThenJsonAllTheSame(String accept) throws Exception {
		assertThat(error(404, accept)).isNull();
		assertThat(this.response.getContentAsString()).startsWith("{\"error\":\"not_found\"");
	}

	@Test
	void errorWhenAddressTypedThen404() throws Exception {
		this.pages.error(this.request, this.response, Locale.ENGLISH);
		assertThat(this.response.getStatus()).isEqualTo(404);
	}

	@Test
	void errorWhenRaisedBeforeSecurityThenHasItsHeaders() throws Exception {
		error(413, "text/html");
		assertThat(this.response.getHeader("Content-Security-Policy")).contains("default-src 'none'");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void errorWhenCallerChoseWordsThenShowsThem() throws Exception {
		ErrorAnswer.send(this.request, new MockHttpServletResponse(), HttpStatus.BAD_REQUEST, "web.error.429");
		ModelAndView page = error(400, "text/html");
		assertThat(page).isNotNull();
		assertThat(page.getModel()).containsEntry("title",
				this.messages.getMessage("web.error.429.title", null, Locale.ENGLISH));
		assertThat(this.response.getStatus()).isEqualTo(400);
	}

	@Test
	void errorWhenChosenWordsMissingThenCommonOnes() throws Exception {
		ErrorAnswer.send(this.request, new MockHttpServletResponse(), HttpStatus.BAD_REQUEST, "web.error.nowhere");
		ModelAndView page = error(400, "text/html");
		assertThat(page).isNotNull();
		assertThat(page.getModel()).containsEntry("title",
				this.messages.getMessage("web.error.400.title", null, Locale.ENGLISH));
	}

	private ModelAndView error(int status, String accept) throws Exception {
		this.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
		this.request.addHeader("Accept", accept);
		return this.pages.error(this.request, this.response, Locale.ENGLISH);
	}

}
