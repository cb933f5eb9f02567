package dev.signet.protocol.registration;

import dev.signet.client.TestRegistration;
import dev.signet.protocol.error.RefusalRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class RegistrationRoutesTests {

	@ParameterizedTest
	@CsvSource({ "POST,/connect/register", "GET,/connect/register/c-1", "DELETE,/connect/register/c-1",
			"PATCH,/connect/register" })
	void callWhenOffThenNothingIsThere(String method, String path) throws Exception {
		assertThat(call(false, method, path).getStatus()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/connect/register", "GET,/connect/register/c-1", "PUT,/connect/register/c-1",
			"DELETE,/connect/register/c-1" })
	void callWhenOnThenGoesOn(String method, String path) throws Exception {
		assertThat(call(true, method, path).getStatus()).isEqualTo(200);
	}

	@Test
	void callWhenTheMethodIsAnotherThenRefusedWithThoseThereAre() throws Exception {
		MockHttpServletResponse response = call(true, "POST", "/connect/register/c-1");
		assertThat(response.getStatus()).isEqualTo(405);
		assertThat(response.getHeader("Allow")).isEqualTo("DELETE, GET, PUT");
	}

	private static MockHttpServletResponse call(boolean offered, String method, String path) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		RefusalRecorder recorder = mock();
		given(recorder.record(any(), any(), any())).willReturn("GET, PUT or DELETE (reference x)");
		new RegistrationRoutes(TestRegistration.offered(offered), recorder)
			.doFilter(new MockHttpServletRequest(method, path), response, new MockFilterChain());
		return response;
	}

}
