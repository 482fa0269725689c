#pragma once
void prepare_session();
void unrelated();
