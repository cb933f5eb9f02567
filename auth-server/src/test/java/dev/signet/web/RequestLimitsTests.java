package dev.signet.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RequestLimitsTests {

	private final RequestLimits filter = new RequestLimits();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@Test
	void filterWhenBodyAtLimitThenPasses() throws Exception {
		assertPasses(post("application/x-www-form-urlencoded", 64 * 1024));
	}

	@Test
	void filterWhenBodyOverLimitThen413() throws Exception {
		assertRefused(post("application/x-www-form-urlencoded", 64 * 1024 + 1), 413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=x", "Multipart/Mixed", "multipart/" })
	void filterWhenMultipartThen415(String type) throws Exception {
		assertRefused(post(type, 10), 415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate", "gzip, identity" })
	void filterWhenCompressedThen415AndNamesWhatWouldDo(String encoding) throws Exception {
		MockHttpServletRequest request = post("application/json", 10);
		request.addHeader("Content-Encoding", encoding);
		assertRefused(request, 415);
		assertThat(this.response.getHeader("Accept-Encoding")).isEqualTo("identity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded;charset=utf-16",
			"application/x-www-form-urlencoded; charset=ISO-8859-1",
			"application/x-www-form-urlencoded;charset=nonsense", "no type at all" })
	void filterWhenFormInOtherEncodingThen415(String type) throws Exception {
		assertRefused(post(type, 10), 415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8",
			"application/x-www-form-urlencoded;charset=\"UTF-8\"", "application/json" })
	void filterWhenCommonTypeThenPasses(String type) throws Exception {
		assertPasses(post(type, 10));
	}

	@Test
	void filterWhenParametersCannotBeReadThenRefusesAsContainerSays() throws Exception {
		HttpServletRequest request = new MockHttpServletRequest("GET", "/signin") {

			@Override
			public Map<String, String[]> getParameterMap() {
				throw new InvalidParameterException("too many", 413);
			}

		};
		this.filter.doFilter(request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(413);
		assertThat(this.chain.getRequest()).isNull();
	}

	private void assertPasses(MockHttpServletRequest request) throws Exception {
		this.filter.doFilter(request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(request);
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	private void assertRefused(MockHttpServletRequest request, int status) throws Exception {
		this.filter.doFilter(request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(status);
	}

	private static MockHttpServletRequest post(String type, int length) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/signin");
		request.addHeader("Content-Type", type);
		request.setContent(new byte[length]);
		return request;
	}

}
