package dev.signet.web;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.WebUtils;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdTests {

	private final RequestId filter = new RequestId();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/signin");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void filterWhenRequestThenSameReferenceInAnswerAttributeAndLog() throws Exception {
		AtomicReference<String> logged = new AtomicReference<>();
		FilterChain chain = (request, response) -> logged.set(MDC.get("requestId"));
		this.filter.doFilter(this.request, this.response, chain);
		assertThat(this.response.getHeader("X-Request-Id")).matches("[0-9a-z]{5}-[0-9a-z]{5}")
			.isEqualTo(RequestId.of(this.request))
			.isEqualTo(logged.get());
		assertThat(MDC.get("requestId")).isNull();
	}

	@Test
	void filterWhenClientSendsOneThenIgnoresIt() throws Exception {
		this.request.addHeader("X-Request-Id", "forged\nline");
		this.filter.doFilter(this.request, this.response, new MockFilterChain());
		assertThat(this.response.getHeader("X-Request-Id")).doesNotContain("forged");
	}

	@Test
	void filterWhenErrorDispatchThenKeepsReference() throws Exception {
		String first = RequestId.of(this.request);
		this.request.setAttribute(WebUtils.ERROR_REQUEST_URI_ATTRIBUTE, "/signin");
		this.filter.doFilter(this.request, this.response, new MockFilterChain());
		assertThat(this.response.getHeader("X-Request-Id")).isEqualTo(first);
	}

}
