package dev.signet.web;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class NoCborAnswersTests {

	@Autowired
	private RequestMappingHandlerAdapter endpoints;

	@Test
	void endpointsThenReadAndAnswerJsonAndNoCbor() {
		assertThat(this.endpoints.getMessageConverters())
			.anyMatch((converter) -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_JSON))
			.noneMatch((converter) -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_CBOR));
	}

}
