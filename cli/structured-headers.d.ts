/** A web type that the declarations of structured-headers name and Node's do not. */
declare type BufferSource = ArrayBufferView | ArrayBuffer;
